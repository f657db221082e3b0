using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>The name and version that this server answers for.</summary>
internal sealed class ModelIdentity
{
    public ModelIdentity(string name, string version)
    {
        Name = name;
        Version = version;
        using var writer = new Utf8Writer();
        writer.Write("{\"model_name\":"u8);
        JsonText.Write(writer, name);
        writer.Write(",\"model_version\":"u8);
        JsonText.Write(writer, version);
        ResponsePrefix = writer.Written.ToArray();
    }

    /// <summary>The name in <c>/v2/models/{name}</c>.</summary>
    public string Name { get; }

    /// <summary>The version in <c>/versions/{version}</c>.</summary>
    public string Version { get; }

    /// <summary>The opening of every inference response: the brace, the name and the version.</summary>
    public byte[] ResponsePrefix { get; }
}
