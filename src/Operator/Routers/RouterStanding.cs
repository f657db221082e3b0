using System.Text.Json.Serialization;

namespace Modelwright.Operator.Routers;

/// <summary>What is known of the route that a router process follows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RouterStanding>))]
public enum RouterStanding
{
    /// <summary>It does not run. When it starts it reads the cold-start copy, and is unknown until it was heard.</summary>
    Down,

    /// <summary>It runs, and this operator process has not heard from it: it may follow any route.</summary>
    Unknown,

    /// <summary>It runs and has said which route it follows (<see cref="RouterFact.Follows"/>; null: none).</summary>
    Follows,
}
