using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Planning;

/// <summary>Delete exactly this object: another one that meanwhile took its name is left alone.</summary>
public sealed record Delete(ResourceType Type, ObjectKey Key, string Uid) : Effect;
