using System.Text;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Hosting;

/// <summary>The last words of the process: one JSON object in a file that the pod's status shows.</summary>
internal sealed class TerminationMessage(string file)
{
    /// <summary>What the kubelet keeps.</summary>
    private const int MaxBytes = 4096;

    /// <summary>Why the process ends: <c>{"reason","message"}</c>.</summary>
    public void WriteReason(string reason, string message)
    {
        // Escapes can make text six times as long; half of the room is left for them, the rest is cut again below.
        using var writer = new Utf8Writer();
        for (var length = Math.Min(message.Length, MaxBytes); ; length /= 2)
        {
            writer.Clear();
            writer.Write("{\"reason\":"u8);
            JsonText.Write(writer, reason);
            writer.Write(",\"message\":"u8);
            JsonText.Write(writer, length == message.Length ? message : message[..length] + "…");
            writer.Write((byte)'}');
            if (writer.Length <= MaxBytes) break;
        }

        Write(writer.Written.Span);
    }

    /// <summary>What was verified: <c>{"digest","inputs","outputs"}</c>; a signature that does not fit is left out.</summary>
    public void WriteSignature(string digest, ModelSignature signature)
    {
        using var writer = new Utf8Writer();
        writer.Write("{\"digest\":"u8);
        JsonText.Write(writer, digest);
        var head = writer.Length;
        writer.Write(",\"inputs\":"u8);
        MetadataBodies.WriteTensors(writer, signature.Inputs);
        writer.Write(",\"outputs\":"u8);
        MetadataBodies.WriteTensors(writer, signature.Outputs);
        writer.Write((byte)'}');
        var text = writer.Written.Span;
        Write(text.Length <= MaxBytes ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text[..head]) + "}"));
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        try
        {
            File.WriteAllBytes(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Outside a pod there is no such file; the message is in the log as well.
            Console.Error.WriteLine($"cannot write {file}: {e.Message}");
        }
    }
}
