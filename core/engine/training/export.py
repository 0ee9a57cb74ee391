"""export.py WEIGHTS ../models/line.onnx: log-probabilities (w / 4, n, classes) of ink (n, 1, 32, w)."""
import sys

import torch

from net import Net


class Probabilities(torch.nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        return self.net(x).log_softmax(2)


kept = torch.load(sys.argv[1])
net = Net(**{**kept["cfg"], "drop": 0.0}).eval()
net.load_state_dict(kept["w"])
torch.onnx.export(
    Probabilities(net).eval(), (torch.rand(1, 1, 32, 400),), sys.argv[2], input_names=["x"], output_names=["y"],
    dynamic_axes={"x": {0: "n", 3: "w"}, "y": {0: "t", 1: "n"}}, opset_version=17, dynamo=False,
)
