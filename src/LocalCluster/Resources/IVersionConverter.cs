using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Resources;

/// <summary>Translates objects between the version that is served and the one that is stored. Inputs are not changed.</summary>
public interface IVersionConverter
{
    /// <summary>From the stored version.</summary>
    JsonObject FromStorage(JsonObject stored);

    /// <summary>To the stored version.</summary>
    JsonObject ToStorage(JsonObject served);
}
