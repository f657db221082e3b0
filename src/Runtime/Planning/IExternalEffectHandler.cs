namespace Modelwright.Runtime.Planning;

/// <summary>Carries out <see cref="External"/> effects of one name.</summary>
public interface IExternalEffectHandler
{
    /// <summary>The name that effects use.</summary>
    string Name { get; }

    /// <summary>Does it, or throws: then the key is retried with growing delays. Must keep to the token's deadline.</summary>
    Task HandleAsync(External effect, CancellationToken cancellationToken);
}
