namespace Modelwright.Operator.Models.Providers;

/// <summary>A place where a Gateway takes HTTPRoutes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tls">It speaks TLS.</param>
/// <param name="Port">Its port.</param>
/// <param name="Hostname">The only host names that it serves; null: all.</param>
public sealed record ListenerFact(string Name, bool Tls, int Port, string? Hostname);
