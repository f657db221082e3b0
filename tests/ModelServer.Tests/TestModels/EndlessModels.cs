using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Tests.TestModels;

/// <summary>Models that run for longer than anybody lives.</summary>
internal static class EndlessModels
{
    /// <summary>As many turns of a loop as would take centuries.</summary>
    public const long Turns = long.MaxValue / 4;

    /// <summary>y = x after x turns: zero of them in warm-up, any number for a request that asks for it.</summary>
    public static byte[] LoopOnInput() => Model(Graph(
        [Node("Loop", ["x", "", "zero"], ["y"], GraphAttribute("body", AddOne()))],
        [Value("x", Element.Int64, 1)], [Value("y", Element.Int64, 1)],
        Tensor("zero", Element.Int64, [0L], 1)));

    /// <summary>y = x + <see cref="Turns"/>, one by one, whatever x is.</summary>
    public static byte[] LoopAlways() => Model(Graph(
        [Node("Loop", ["turns", "", "x"], ["y"], GraphAttribute("body", AddOne()))],
        [Value("x", Element.Int64, 1)], [Value("y", Element.Int64, 1)],
        Tensor("turns", Element.Int64, [Turns], 1)));

    private static byte[] AddOne() => Graph(
        [Node("Identity", ["go"], ["going"]), Node("Add", ["value", "one"], ["next"])],
        [Value("turn", Element.Int64), Value("go", Element.Bool), Value("value", Element.Int64, 1)],
        [Value("going", Element.Bool), Value("next", Element.Int64, 1)],
        Tensor("one", Element.Int64, [1L], 1));
}
