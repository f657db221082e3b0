using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.GarbageCollection;

/// <summary>One object, whatever becomes of its name.</summary>
public readonly record struct ObjectIdentity(ResourceId Resource, ObjectKey Key, string Uid);
