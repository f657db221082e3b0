using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Modelwright.ModelServer.Bench;

/// <summary>
/// What Kestrel and System.Text.Json do with the same request and no model: the body is read into an array of floats, and an answer of the
/// same size as the model server's is written.
/// </summary>
internal static class EchoServer
{
    /// <summary>Serves until it is killed; prints its port.</summary>
    public static async Task<int> RunAsync(string shape)
    {
        var count = Workload.Values(shape).Length;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var app = builder.Build();
        app.Run(context => AnswerAsync(context, count));
        await app.StartAsync();
        Console.WriteLine($"port {new Uri(app.Urls.First()).Port.ToString(CultureInfo.InvariantCulture)}");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, int count)
    {
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync();
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        var values = ArrayPool<float>.Shared.Rent(count);
        var found = Parse(read.Buffer, values);
        reader.AdvanceTo(read.Buffer.End);
        var answer = new ArrayBufferWriter<byte>(512);
        Write(answer, values.AsSpan(0, Math.Min(found, 3)));
        ArrayPool<float>.Shared.Return(values);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(answer.WrittenMemory);
    }

    private static int Parse(ReadOnlySequence<byte> body, float[] values)
    {
        var json = new Utf8JsonReader(body);
        var (found, isData) = (0, false);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName) isData = json.ValueTextEquals("data"u8);
            else if (isData && json.TokenType == JsonTokenType.Number) values[found++] = json.GetSingle();
        }

        return found;
    }

    private static void Write(ArrayBufferWriter<byte> answer, ReadOnlySpan<float> values)
    {
        using var json = new Utf8JsonWriter(answer);
        json.WriteStartObject();
        json.WriteString("model_name"u8, "m"u8);
        json.WriteString("model_version"u8, "v1"u8);
        json.WriteStartArray("outputs"u8);
        WriteOutput(json, "label", [1]);
        WriteOutput(json, "probabilities", values);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("datatype"u8, "FP32"u8);
        json.WriteStartArray("shape"u8);
        json.WriteNumberValue(1);
        json.WriteNumberValue(values.Length);
        json.WriteEndArray();
        json.WriteStartArray("data"u8);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
