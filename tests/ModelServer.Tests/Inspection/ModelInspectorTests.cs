using CsCheck;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;
using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Tests.Inspection;

public sealed class ModelInspectorTests
{
    private static readonly InspectionLimits Limits = new();

    [Fact]
    public void Inspect_good_model_gives_its_outline()
    {
        var outline = ModelInspector.Inspect(SmallModels.Linear(), Limits);
        outline.Opset.ShouldBe(17);
        outline.Graph.Nodes.Select(node => node.OpType).ShouldBe(["Gemm", "Softmax", "ArgMax"]);
        outline.Graph.Initializers.Select(tensor => string.Join('x', tensor.Dimensions)).ShouldBe(["4x3", "3"]);
        outline.Graph.Inputs.ShouldHaveSingleItem().Shape.ShouldBe([-1, 4]);
        outline.Graph.Nodes[2].Integer("axis").ShouldBe(1);
    }

    [Fact]
    public void Inspect_functions_of_the_model_itself_are_allowed()
    {
        var model = Model(
            Graph([NodeOf("local", "Twice", ["x"], ["y"])], [Value("x", Element.Float, "N")], [Value("y", Element.Float, "N")]),
            functions: Function("local", "Twice", ["a"], ["b"], Node("Add", ["a", "a"], ["b"])));
        ModelInspector.Inspect(model, Limits).HasFunctions.ShouldBeTrue();
    }

    [Fact]
    public void Inspect_unknown_fields_of_later_versions_are_passed_over() =>
        ModelInspector.Inspect([.. SmallModels.Linear(), .. new ProtoWriter().Text(999, "later").Integer(1000, 5).ToArray()], Limits)
            .ShouldNotBeNull();

    [Fact]
    public void Inspect_dimension_of_minus_one_is_left_open() =>
        ModelInspector.Inspect(SmallModels.Identity(Element.Float, -1, 3), Limits).Graph.Inputs[0].Shape.ShouldBe([-1, 3]);

    [Fact]
    public void IsRankOpen_tells_an_open_rank_from_a_scalar()
    {
        ModelInspector.Inspect(SmallModels.Identity(Element.Float, null), Limits).IsRankOpen("x").ShouldBeTrue();
        ModelInspector.Inspect(SmallModels.Identity(Element.Float), Limits).IsRankOpen("x").ShouldBeFalse();
    }

    // Whatever bytes a file has, the outcome is an outline or a refusal.
    [Fact]
    public void Inspect_damaged_model_is_understood_or_refused()
    {
        byte[][] originals = [SmallModels.Linear(), SmallModels.Several(), SmallModels.Gather(),
            .. HostileModels.All.Values.Select(hostile => hostile.File).Where(file => file.Length is > 0 and < 10_000)];
        Gen.Select(Gen.Int[0, originals.Length - 1], Damage.Generate).Sample(
            (which, damage) =>
            {
                var file = damage.Apply(originals[which]);
                try
                {
                    ModelInspector.Inspect(file, Limits).Graph.Outputs.Count.ShouldBeGreaterThan(0);
                }
                catch (ModelRefusedException e)
                {
                    e.Message.ShouldNotBeNullOrWhiteSpace();
                }
            },
            iter: 20_000);
    }

    // What inspection lets through goes to ONNX Runtime, which must load it or say why not.
    [Fact]
    public void Load_damaged_model_is_loaded_or_refused()
    {
        using var folder = new TempFolder();
        var count = 0;
        Damage.Generate.Sample(
            damage =>
            {
                var path = folder.File($"{Interlocked.Increment(ref count)}.onnx");
                File.WriteAllBytes(path, damage.Apply(SmallModels.Linear()));
                try
                {
                    ModelLoader.Load(path, 1 << 20, intraOpThreads: 1).Dispose();
                }
                catch (Exception e) when (e is ModelRefusedException or ModelLoadException)
                {
                    e.Message.ShouldNotBeNullOrWhiteSpace();
                }
            },
            iter: 1000);
    }
}
