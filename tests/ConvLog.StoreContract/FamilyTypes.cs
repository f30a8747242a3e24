using System.Reflection;

namespace ConvLog.StoreContract;

/// <summary>The types with values of the core and storage packages.</summary>
public static class FamilyTypes
{
    /// <summary>Both packages.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [typeof(LogEntry).Assembly, typeof(IConversationStore).Assembly];

    /// <summary>All their types.</summary>
    public static IEnumerable<Type> All => Assemblies.SelectMany(static assembly => assembly.GetTypes());

    /// <summary>Whether a type is one of theirs.</summary>
    public static bool Contains(Type type) => Assemblies.Contains(type.Assembly);

    /// <summary>The type with a full name.</summary>
    public static Type Named(string name) => Assemblies.Select(assembly => assembly.GetType(name)).Single(static type => type is not null)!;
}
