using System.Collections.Concurrent;
using System.Reflection;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>Finds what the types of a built assembly use, in signatures and in code: of pages and lambdas too, which no source file shows.</summary>
internal static class AssemblyUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Several rules look at the same assembly.
    private static readonly ConcurrentDictionary<Assembly, Lazy<IReadOnlyList<AssemblyUse>>> s_assemblies = [];

    public static IReadOnlyList<AssemblyUse> In(Assembly assembly)
        => s_assemblies.GetOrAdd(assembly, static one => new Lazy<IReadOnlyList<AssemblyUse>>(() => [.. one.GetTypes().SelectMany(Of).Distinct()])).Value;

    private static IEnumerable<AssemblyUse> Of(Type type)
    {
        string user = Outermost(type).FullName!;
        var ofType = type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(Declared).Select(static field => field.FieldType))
            .SelectMany(Parts)
            .Select(part => new AssemblyUse(user, type, part, ""));
        return ofType.Concat(type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).SelectMany(method => Of(user, method)));
    }

    private static IEnumerable<AssemblyUse> Of(string user, MethodBase method)
        => Signature(method).SelectMany(Parts).Select(part => new AssemblyUse(user, method, part, ""))
            .Concat(CodeTokens.Members(method).SelectMany(member => Of(user, method, member)));

    private static IEnumerable<Type?> Signature(MethodBase method)
        => method.GetParameters().Select(static parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(static local => local.LocalType) ?? []);

    private static IEnumerable<AssemblyUse> Of(string user, MethodBase method, MemberInfo member)
    {
        if (member is Type type)
        {
            return Parts(type).Select(part => new AssemblyUse(user, method, part, ""));
        }

        var arguments = member is MethodInfo { IsGenericMethod: true } called ? called.GetGenericArguments().SelectMany(Parts) : [];
        var named = arguments.Concat(Parts(member.DeclaringType)).Select(part => new AssemblyUse(user, method, part, ""));
        return member.DeclaringType is { } declaring ? named.Append(new AssemblyUse(user, method, Definition(declaring), member.Name)) : named;
    }

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

    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
