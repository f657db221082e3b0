using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Inputs;

namespace Modelwright.Agent;

/// <summary>The one JSON object that a container leaves for the operator.</summary>
public static class TerminationMessage
{
    /// <summary>Kubernetes keeps no more of it.</summary>
    public const int MaxBytes = 4096;

    private const string DefaultFile = "/dev/termination-log";

    /// <summary>The message of a fetch that worked.</summary>
    public static byte[] Success(FetchResult result) => Json(writer =>
    {
        writer.WriteString("digest", result.Digest.ToString());
        writer.WriteNumber("bytes", result.Bytes);
    });

    /// <summary>The message of inputs that were fetched.</summary>
    public static byte[] Inputs(IEnumerable<InputResult> inputs) => Json(writer =>
    {
        writer.WriteStartArray("inputs");
        foreach (var input in inputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", input.Input.Name);
            writer.WriteString("digest", input.Digest.ToString());
            writer.WriteNumber("bytes", input.Bytes);
            writer.WriteNumber("files", input.Files);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The message of a fetch that did not work; a long text loses its end.</summary>
    /// <param name="reason">Which kind of failure.</param>
    /// <param name="message">The text.</param>
    /// <param name="input">Which input of a run it was about.</param>
    public static byte[] Failure(FetchReason reason, string message, string? input = null)
    {
        for (var length = Math.Min(message.Length, MaxBytes); ; length = length * 3 / 4)
        {
            // Cutting between the halves of a surrogate pair would leave a character that is none.
            if (length > 0 && length < message.Length && char.IsHighSurrogate(message[length - 1])) length--;
            var text = length < message.Length ? message[..length] + "…" : message;
            var json = Json(writer =>
            {
                writer.WriteString("reason", reason.ToString());
                writer.WriteString("message", text);
                if (input is not null) writer.WriteString("input", input);
            });
            if (json.Length <= MaxBytes) return json;
        }
    }

    /// <summary>
    /// Writes the message to the file that <c>MODELWRIGHT_TERMINATION_LOG</c> names, else to Kubernetes' own if it is there.
    /// </summary>
    public static void Write(byte[] message, Func<string, string?> variable)
    {
        var file = variable("MODELWRIGHT_TERMINATION_LOG") is { Length: > 0 } named ? named : File.Exists(DefaultFile) ? DefaultFile : null;
        if (file is null) return;
        try
        {
            File.WriteAllBytes(file, message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"agent: {file} cannot be written: {e.Message}");
        }
    }

    /// <summary>Any other object.</summary>
    internal static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
