using System.Reflection;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>Finds what the types of a built assembly use, in signatures and in code: of pages and lambdas too, which no source file shows.</summary>
internal static class AssemblyUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<AssemblyUse> In(Assembly assembly) => assembly.GetTypes().SelectMany(Of).Distinct();

    private static IEnumerable<AssemblyUse> Of(Type type)
    {
        string user = Outermost(type).FullName!;
        var named = type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(Declared).Select(static field => field.FieldType))
            .Concat(Methods(type).SelectMany(Signature))
            .SelectMany(Parts)
            .Select(part => new AssemblyUse(user, part, ""));
        return named.Concat(Methods(type).SelectMany(CodeTokens.Members).SelectMany(member => Of(user, member)));
    }

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    private static IEnumerable<Type?> Signature(MethodBase method)
        => method.GetParameters().Select(static parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType)
            .Concat(method.GetMethodBody()?.LocalVariables.Select(static local => local.LocalType) ?? []);

    private static IEnumerable<AssemblyUse> Of(string user, MemberInfo member)
    {
        if (member is Type type)
        {
            return Parts(type).Select(part => new AssemblyUse(user, part, ""));
        }

        var arguments = member is MethodInfo { IsGenericMethod: true } method ? method.GetGenericArguments().SelectMany(Parts) : [];
        var named = arguments.Concat(Parts(member.DeclaringType)).Select(part => new AssemblyUse(user, part, ""));
        return member.DeclaringType is { } declaring ? named.Append(new AssemblyUse(user, Definition(declaring), member.Name)) : named;
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

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
