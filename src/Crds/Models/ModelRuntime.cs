using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models;

/// <summary>A model server other than the operator's own.</summary>
public sealed record ModelRuntime
{
    /// <summary>
    /// The image of a server that speaks the Open Inference Protocol v2 over HTTP on port 8080 and honours the <c>MODELWRIGHT_</c>
    /// environment variables. The operator upgrades its own server only for new revisions; naming an image here pins it.
    /// </summary>
    [Length(1, 512)]
    [RegularExpression(Patterns.Image)]
    public string Image { get; init; } = "";
}
