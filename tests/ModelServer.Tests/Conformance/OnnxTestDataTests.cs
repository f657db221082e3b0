using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tests.Hosting;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

namespace Modelwright.ModelServer.Tests.Conformance;

/// <summary>Every model of the ONNX project's test data, over HTTP, against ONNX Runtime in this process.</summary>
public sealed class OnnxTestDataTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Infer_answers_what_OnnxRuntime_answers_bit_for_bit()
    {
        var counts = new Dictionary<Outcome, int>();
        var wrong = new List<string>();
        foreach (var folder in OnnxTestData.Cases())
        {
            var (outcome, detail) = await TryAsync(folder);
            counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            output.WriteLine($"{outcome} {Path.GetFileName(folder)} {detail}");
            if (outcome == Outcome.Wrong) wrong.Add($"{Path.GetFileName(folder)}: {detail}");
        }

        var summary = string.Join(", ", counts.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"));
        output.WriteLine(summary);
        TestContext.Current.SendDiagnosticMessage("onnx test data: {0}", summary);
        wrong.ShouldBeEmpty();
        counts[Outcome.SameBits].ShouldBeGreaterThan(900);
    }

    private static async Task<(Outcome Outcome, string Detail)> TryAsync(string folder)
    {
        var file = Path.Combine(folder, "model.onnx");
        RunningServer server;
        try
        {
            server = await RunningServer.StartAsync(await File.ReadAllBytesAsync(file));
        }
        catch (ModelRefusedException e)
        {
            return (Outcome.Refused, $"{e.Refusal}: {e.Message}");
        }
        catch (ModelLoadException e)
        {
            return (LoadsInOnnxRuntime(file) ? Outcome.Wrong : Outcome.NotLoadable, e.Message);
        }

        await using (server) return await CompareAsync(server, file, OnnxTestData.Inputs(folder));
    }

    private static async Task<(Outcome Outcome, string Detail)> CompareAsync(RunningServer server, string file,
        IReadOnlyList<TestTensor> inputs)
    {
        using var sessionOptions = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(file, sessionOptions);
        using var options = new RunOptions();
        var answer = await server.InferAsync(Request(session, inputs));
        var values = inputs.Select(input => input.ToOrtValue()).ToArray();
        try
        {
            using var first = session.Run(options, [.. session.InputNames.Take(values.Length)], values, session.OutputNames);
            if (answer.Status == 200) return Compare(answer.Json.GetProperty("outputs"), session, options, values, first);
            var error = answer.Error();
            var carries = inputs.All(input => TensorText.HasJsonForm(input.Type, input.Bytes)) && first.All(HasJsonForm);
            return (carries ? Outcome.Wrong : error.Contains("JSON", StringComparison.Ordinal) ? Outcome.NoJsonForm : Outcome.Wrong, error);
        }
        catch (OnnxRuntimeException e)
        {
            return (answer.Status >= 400 ? Outcome.FailsInOnnxRuntimeToo : Outcome.Wrong, e.Message);
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    private static (Outcome Outcome, string Detail) Compare(
        JsonElement outputs, InferenceSession session, RunOptions options, OrtValue[] values, IReadOnlyList<OrtValue> first)
    {
        using var again = session.Run(options, [.. session.InputNames.Take(values.Length)], values, session.OutputNames);
        var random = false;
        for (var i = 0; i < first.Count; i++)
        {
            var served = outputs[i];
            var info = first[i].GetTensorTypeAndShape();
            if (served.GetProperty("name").GetString() != session.OutputNames[i]) return (Outcome.Wrong, "names differ");
            var datatype = TensorText.Datatype(info.ElementDataType);
            if (served.GetProperty("datatype").GetString() != datatype) return (Outcome.Wrong, "datatypes differ");
            var shape = served.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt64());
            if (!shape.SequenceEqual(info.Shape)) return (Outcome.Wrong, "shapes differ");
            if (TensorText.SameBits(served.GetProperty("data"), first[i], info.ElementDataType)) continue;
            var isText = info.ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.String;
            random = !isText && !first[i].GetTensorMutableRawData().SequenceEqual(again[i].GetTensorMutableRawData());
            if (!random) return (Outcome.Wrong, "values differ");
        }

        return (random ? Outcome.RandomButSameShape : Outcome.SameBits, "");
    }

    private static byte[] Request(InferenceSession session, IReadOnlyList<TestTensor> inputs)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("inputs");
            foreach (var (name, tensor) in session.InputNames.Zip(inputs))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("datatype", TensorText.Datatype(tensor.Type));
                json.WriteStartArray("shape");
                foreach (var dimension in tensor.Shape) json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WritePropertyName("data");
                TensorText.Write(json, tensor);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static bool HasJsonForm(OrtValue value)
    {
        var type = value.GetTensorTypeAndShape().ElementDataType;
        return type == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.String
            || TensorText.HasJsonForm(type, value.GetTensorMutableRawData());
    }

    private static bool LoadsInOnnxRuntime(string file)
    {
        try
        {
            using var session = new InferenceSession(file);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }
}
