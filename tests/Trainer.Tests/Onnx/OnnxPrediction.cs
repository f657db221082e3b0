namespace Modelwright.Trainer.Tests.Onnx;

internal sealed record OnnxPrediction(string[] Labels, float[][] Probabilities);
