using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.Agent.Inputs;
using Modelwright.Agent.Training;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Inputs;

public sealed class InputDocumentsTests
{
    [Fact]
    public void Parameters_numbers_and_booleans_are_written_as_such_to_the_letter()
    {
        var parameters = new Dictionary<string, string>
        {
            ["lr"] = "0.010",
            ["depth"] = "6",
            ["big"] = "1e400",
            ["minus"] = "-0",
            ["bool"] = "true",
            ["text"] = "adam",
            ["null"] = "null",
            ["octal"] = "01",
            ["nan"] = "NaN",
            ["list"] = "[1]",
            ["empty"] = "",
            ["space"] = "1 ",
            ["quoted"] = "\"x\"",
            ["two"] = "1 2",
        };

        InputDocuments.Parameters(parameters).ReplaceLineEndings("").Replace("  ", "").ShouldBe(
            """{"big": 1e400,"bool": true,"depth": 6,"empty": "","list": "[1]","lr": 0.010,"minus": -0,"nan": "NaN",""" +
            "\"null\": \"null\",\"octal\": \"01\",\"quoted\": \"\\\"x\\\"\",\"space\": \"1 \"," +
            "\"text\": \"adam\",\"two\": \"1 2\"}");
    }

    [Fact]
    public void Parameters_any_texts_make_a_document_that_says_the_same() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 8], Gen.OneOf(Gen.String, Gen.Double.Select(d => $"{d:R}"))).Array[0, 8]
        .Sample(pairs =>
        {
            var parameters = pairs.DistinctBy(p => p.Item1).ToDictionary(p => p.Item1, p => p.Item2);
            var read = JsonNode.Parse(InputDocuments.Parameters(parameters))!.AsObject();
            read.Count.ShouldBe(parameters.Count);
            foreach (var (name, value) in parameters)
                if (value.EnumerateRunes().All(r => r.Value != 0xfffd))
                    read[name]!.ToString().ShouldBe(value);
        });

    [Fact]
    public void Context_names_the_run_and_its_data()
    {
        var task = InputRun.Task();
        task["objective"] = new JsonObject { ["metric"] = "auc", ["direction"] = "Maximize", ["reduce"] = "Best" };
        task["resource"] = new JsonObject { ["name"] = "epochs", ["value"] = 9 };
        task["rung"] = 2;
        var read = TaskReader.Read(task.ToJsonString()).Task!;
        var input = new TaskInput { Name = "train", Uri = "s3://b/p/", Rows = 344 };

        var context = JsonNode.Parse(InputDocuments.Context(read, [new InputResult(input, Sha256Digest.Of([]), 5, 1)], attempt: 2))!;

        JsonNode.DeepEquals(context, JsonNode.Parse("""
            {"run":"penguins-run-1","uid":"u-1","attempt":2,"experiment":null,"number":null,"seed":42,"rung":2,
             "resource":{"name":"epochs","value":9},
             "objective":{"metric":"auc","direction":"Maximize"},
             "inputs":[{"name":"train","digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "uri":"s3://b/p/","rows":344}]}
            """)).ShouldBeTrue(context.ToJsonString());
    }
}
