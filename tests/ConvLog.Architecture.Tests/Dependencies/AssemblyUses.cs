using System.Collections.Concurrent;
using System.Reflection;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>Finds what the types of a compiled assembly use in signatures and code, including pages and lambdas, which no source file shows.</summary>
internal static class AssemblyUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Several rules analyze the same assembly.
    private static readonly ConcurrentDictionary<Assembly, Lazy<IReadOnlyList<AssemblyUse>>> s_assemblies = [];

    public static IReadOnlyList<AssemblyUse> In(Assembly assembly)
        => s_assemblies.GetOrAdd(assembly, static one => new Lazy<IReadOnlyList<AssemblyUse>>(() => [.. one.GetTypes().SelectMany(Of)])).Value;

    /// <summary>The methods and constructors that a type declares itself.</summary>
    public static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<AssemblyUse> Of(Type type)
    {
        string user = Outermost(type).FullName!;
        var named = type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(Declared).Select(static field => field.FieldType));
        return Named(user, type, named)
            .Concat(Methods(type).SelectMany(method => Of(user, method)));
    }

    private static IEnumerable<AssemblyUse> Of(string user, MethodBase method)
    {
        MemberInfo[] members = [.. CodeTokens.Members(method)];
        return Named(user, method, Signature(method).Concat(members.SelectMany(Types)))
            .Concat(members.Where(static member => member is not Type && member.DeclaringType is not null)
                .Select(member => new AssemblyUse(user, method, Definition(member.DeclaringType!), member.Name)));
    }

    private static IEnumerable<AssemblyUse> Named(string user, MemberInfo place, IEnumerable<Type?> types)
        => types.SelectMany(Parts).Distinct().Select(type => new AssemblyUse(user, place, type, ""));

    private static IEnumerable<Type?> Signature(MethodBase method)
        => method.GetParameters().Select(static parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(static local => local.LocalType) ?? []);

    private static IEnumerable<Type?> Types(MemberInfo member) => member switch
    {
        Type type => [type],
        MethodInfo { IsGenericMethod: true } method => method.GetGenericArguments().Append(method.DeclaringType),
        _ => [member.DeclaringType],
    };

    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null)
        {
            return [];
        }

        return type.HasElementType
            ? Parts(type.GetElementType())
            : type.GetGenericArguments().Where(static argument => !argument.IsGenericParameter).SelectMany(Parts).Prepend(Definition(type));
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
