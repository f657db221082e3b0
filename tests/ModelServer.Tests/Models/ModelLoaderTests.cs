using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tests.Inspection;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Models;

public sealed class ModelLoaderTests
{
    private const long MaxBytes = 256 << 20;

    public static TheoryData<string> HostileNames => [.. HostileModels.All.Keys];

    [Fact]
    public void Hostile_models_are_at_least_thirty() => HostileModels.All.Count.ShouldBeGreaterThan(30);

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void Load_hostile_model_is_refused_with_its_reason(string name)
    {
        var (refusal, file) = HostileModels.All[name];
        using var folder = new TempFolder();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, file);
        var refused = Should.Throw<ModelRefusedException>(() => ModelLoader.Load(path, MaxBytes, intraOpThreads: 1));
        refused.Refusal.ShouldBe(refusal, refused.Message);
        refused.Message.Length.ShouldBeInRange(10, 1000);
    }

    [Fact]
    public void Load_file_that_is_not_there_is_refused()
    {
        using var folder = new TempFolder();
        var refused = Should.Throw<ModelRefusedException>(() => ModelLoader.Load(folder.File("none.onnx"), MaxBytes, intraOpThreads: 1));
        refused.Refusal.ShouldBe(ModelRefusal.NotReadable);
        refused.Message.ShouldContain("none.onnx");
    }

    [Fact]
    public void Load_folder_is_refused()
    {
        using var folder = new TempFolder();
        Should.Throw<ModelRefusedException>(() => ModelLoader.Load(folder.Path, MaxBytes, intraOpThreads: 1))
            .Refusal.ShouldBe(ModelRefusal.NotAFile);
    }

    [Fact]
    public void Load_device_is_refused() =>
        Should.Throw<ModelRefusedException>(() => ModelLoader.Load("/dev/zero", MaxBytes, intraOpThreads: 1))
            .Refusal.ShouldBeOneOf(ModelRefusal.NotAFile, ModelRefusal.Empty);

    [Fact]
    public void Load_file_above_the_limit_is_refused()
    {
        using var folder = new TempFolder();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, SmallModels.Linear());
        var refused = Should.Throw<ModelRefusedException>(() => ModelLoader.Load(path, maxBytes: 100, intraOpThreads: 1));
        refused.Refusal.ShouldBe(ModelRefusal.TooLarge);
        refused.Message.ShouldContain("100");
    }

    [Fact]
    public void Load_operator_that_does_not_exist_fails_with_its_name()
    {
        using var folder = new TempFolder();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, OnnxProto.Model(OnnxProto.Graph(
            [OnnxProto.Node("Levitate", ["x"], ["y"])], [OnnxProto.Value("x", Element.Float, 1)],
            [OnnxProto.Value("y", Element.Float, 1)])));
        Should.Throw<ModelLoadException>(() => ModelLoader.Load(path, MaxBytes, intraOpThreads: 1)).Message.ShouldContain("Levitate");
    }

    [Fact]
    public void Load_good_model_gives_its_signature_and_digest()
    {
        using var folder = new TempFolder();
        var path = folder.File("model.onnx");
        File.WriteAllBytes(path, SmallModels.Linear());
        using var model = ModelLoader.Load(path, MaxBytes, intraOpThreads: 1);
        model.Digest.ShouldMatch("^sha256:[0-9a-f]{64}$");
        model.Signature.Inputs.ShouldHaveSingleItem().Shape.ShouldBe([-1, 4]);
        model.Signature.Outputs.Select(output => output.Name).ShouldBe(["label", "probabilities"]);
    }
}
