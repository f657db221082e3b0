using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>Add or remove one finalizer, touching nothing else.</summary>
public sealed record SetFinalizer(ResourceType Type, ObjectKey Key, string Finalizer, bool Present) : Effect;
