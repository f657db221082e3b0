using System.Text;
using Modelwright.Trainer.Containers;

namespace Modelwright.Trainer.Tests.Containers;

/// <summary>Every kind of wrong input ends in the right exit code and a message that says what to do.</summary>
public sealed class FailureTests : IDisposable
{
    private const string Good = "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n";

    private readonly TrainingContainer _container = new();

    public static TheoryData<string, string, string> WrongData { get; } = new()
    {
        { "empty.csv", "", "is empty" },
        { "header-only.csv", "x,y\n", "no row has a label" },
        { "one-class.csv", "x,y\n1,a\n2,a\n", "has 1 classes" },
        { "rare-class.csv", "x,y\n1,a\n2,a\n3,b\n", "at least 2 rows" },
        { "no-label.csv", "x,y\n1,\n2,NA\n", "no row has a label" },
        { "all-missing.csv", "x,y\n,a\nNA,b\nnull,a\nNaN,b\n", "column 'x' has no value" },
        { "infinite.csv", "x,y\ninf,a\n-Infinity,b\n1e39,a\ninf,b\n", "column 'x' has no number below 1e38" },
        { "duplicate.csv", "x,x,y\n1,1,a\n", "'x' more than once" },
        { "other-columns.csv", "x,z\n1,2\n", "no column 'y'; the file has 'x', 'z'" },
        { "ragged.csv", "x,y\n1,a\n2\n", "line 3 has 1 fields" },
        { "categories.csv", $"x,y\n{string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"w{i},{i % 2}"))}", "the limit is 256" },
        { "only-label.csv", "y\na\nb\na\nb\n", "no column is left" },
        { "broken.jsonl", "{\"x\":1,\"y\":\"a\"}\n{\"x\":1,\n", "line 2 is not JSON" },
        { "text.json", "hello", "line 1 is not JSON" },
        { "numbers.jsonl", "1\n2\n", "line 1 is no JSON object" },
    };

    [Theory]
    [MemberData(nameof(WrongData))]
    public void Wrong_data_is_65(string file, string content, string message)
    {
        _container.Write(content, "train", file);

        ShouldFail(65, "DataInvalid", message, """{"label":"y"}""");
    }

    [Fact]
    public void Other_encoding_is_65()
    {
        File.WriteAllBytes(_container.Path("train", "latin1.csv"), Encoding.Latin1.GetBytes("x,y\nMünchen,a\n"));

        ShouldFail(65, "DataInvalid", "not UTF-8", """{"label":"y"}""");
    }

    [Fact]
    public void Empty_folder_is_65() => ShouldFail(65, "DataInvalid", "no data file", """{"label":"y"}""");

    [Fact]
    public void Word_among_the_numbers_to_predict_is_65()
    {
        _container.Write("x,y\n1,1\n2,2\n3,many\n4,4\n5,5\n", "train", "data.csv");

        ShouldFail(65, "DataInvalid", "label 'y' is 'many'", """{"label":"y","task":"regression"}""");
    }

    [Fact]
    public void Too_few_rows_of_a_regression_are_65()
    {
        _container.Write("x,y\n1,1\n2,2\n", "train", "data.csv");

        ShouldFail(65, "DataInvalid", "only 2 rows", """{"label":"y","task":"regression"}""");
    }

    [Theory]
    [InlineData("{}", "label is missing")]
    [InlineData("""{"label":"y","depth":3}""", "unknown parameter 'depth'; known are label")]
    [InlineData("""{"label":"y","learning-rate":2}""", "learning-rate must be a number")]
    [InlineData("""{"label":"y","leaves":null}""", "leaves must be a whole number")]
    public void Wrong_parameter_is_64(string parameters, string message)
    {
        _container.Write(Good, "train", "data.csv");

        ShouldFail(64, "InvalidParameter", message, parameters);
    }

    [Theory]
    [InlineData("[1]", "must hold one JSON object")]
    [InlineData("{", "is not JSON")]
    public void Unreadable_parameters_are_78(string parameters, string message) =>
        ShouldFail(78, "InvalidEnvironment", message, parameters);

    [Theory]
    [InlineData("MODELWRIGHT_DATA_TRAIN", null, "MODELWRIGHT_DATA_TRAIN is not set")]
    [InlineData("MODELWRIGHT_SEED", "many", "MODELWRIGHT_SEED is 'many'")]
    public void Missing_or_wrong_variable_is_78(string name, string? value, string message)
    {
        if (value is null) _container.Variables.Remove(name);
        else _container.Variables[name] = value;

        ShouldFail(78, "InvalidEnvironment", message, """{"label":"y"}""");
    }

    [Fact]
    public void Place_that_cannot_be_written_is_75()
    {
        _container.Write(Good, "train", "data.csv");
        _container.Write("a file, no folder", "output", "model");

        ShouldFail(75, "Transient", "reading or writing failed", """{"label":"y"}""");
    }

    [Fact]
    public void Endless_parameter_is_shown_in_part()
    {
        _container.Write(Good, "train", "data.csv");
        var name = new string('\u4e2d', 5_000);

        ShouldFail(64, "InvalidParameter", $"unknown parameter '{name[..40]}…'", $$"""{"{{name}}":1}""");
    }

    [Fact]
    public void Message_that_needs_escapes_stays_within_what_a_status_keeps()
    {
        new TerminationMessage(_container.Path("termination")).Failure("DataInvalid", new string('\u0001', 5_000));

        _container.Termination.GetProperty("message").GetString()!.Length.ShouldBe(512);
        new FileInfo(_container.Path("termination")).Length.ShouldBeLessThanOrEqualTo(TerminationMessage.MaxBytes);
    }

    public void Dispose() => _container.Dispose();

    private void ShouldFail(int exitCode, string reason, string message, string parameters)
    {
        _container.Run(parameters).ShouldBe(exitCode);

        new FileInfo(_container.Path("termination")).Length.ShouldBeLessThanOrEqualTo(4096);
        _container.Termination.GetProperty("reason").GetString().ShouldBe(reason);
        _container.Termination.GetProperty("message").GetString()!.ShouldContain(message);
        _container.Text("output", "failure").ShouldContain(message);
        _container.Text("output", "failure").Length.ShouldBeLessThanOrEqualTo(1024);
        File.Exists(_container.Path("output", "model", "model.onnx")).ShouldBeFalse();
    }
}
