using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Rest;

/// <summary>Writes the bodies that never change.</summary>
internal static class MetadataBodies
{
    /// <summary>ONNX in the protocol's list of platforms.</summary>
    private const string Platform = "onnx_onnxv1";

    /// <summary><c>GET /v2</c>.</summary>
    public static byte[] Server(string version)
    {
        using var writer = new Utf8Writer();
        writer.Write("{\"name\":\"modelwright\",\"version\":"u8);
        JsonText.Write(writer, version);
        writer.Write(",\"extensions\":[]}"u8);
        return writer.Written.ToArray();
    }

    /// <summary><c>GET /v2/models/{name}</c>.</summary>
    public static byte[] Model(ModelIdentity identity, ModelSignature signature)
    {
        using var writer = new Utf8Writer();
        writer.Write("{\"name\":"u8);
        JsonText.Write(writer, identity.Name);
        writer.Write(",\"versions\":["u8);
        JsonText.Write(writer, identity.Version);
        writer.Write("],\"platform\":"u8);
        JsonText.Write(writer, Platform);
        writer.Write(",\"inputs\":"u8);
        WriteTensors(writer, signature.Inputs);
        writer.Write(",\"outputs\":"u8);
        WriteTensors(writer, signature.Outputs);
        writer.Write((byte)'}');
        return writer.Written.ToArray();
    }

    /// <summary><c>GET /v2/models/{name}/ready</c>.</summary>
    public static byte[] ModelReady(ModelIdentity identity)
    {
        using var writer = new Utf8Writer();
        writer.Write("{\"name\":"u8);
        JsonText.Write(writer, identity.Name);
        writer.Write(",\"ready\":true}"u8);
        return writer.Written.ToArray();
    }

    /// <summary>A list of tensor descriptions: name, datatype, shape.</summary>
    public static void WriteTensors(Utf8Writer writer, IReadOnlyList<TensorSignature> tensors)
    {
        writer.Write((byte)'[');
        for (var i = 0; i < tensors.Count; i++)
        {
            if (i > 0) writer.Write((byte)',');
            writer.Write("{\"name\":"u8);
            JsonText.Write(writer, tensors[i].Utf8Name);
            writer.Write(",\"datatype\":"u8);
            JsonText.Write(writer, tensors[i].Datatype.Name());
            writer.Write(",\"shape\":["u8);
            var shape = tensors[i].PublishedShape;
            for (var d = 0; d < shape.Length; d++)
            {
                if (d > 0) writer.Write((byte)',');
                writer.Write(shape[d]);
            }

            writer.Write("]}"u8);
        }

        writer.Write((byte)']');
    }
}
