using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>The attributes that affect a caller, a compiler or a trimmer.</summary>
internal static class SurfaceAttributes
{
    // Authors write these attributes of the compiler namespace, and they change the meaning of calls. The others only encode the declaration.
    private static readonly string[] s_ofCompiler =
    [
        "CallerArgumentExpression", "CallerFilePath", "CallerLineNumber", "CallerMemberName", "CollectionBuilder",
        "InterpolatedStringHandler", "InterpolatedStringHandlerArgument", "OverloadResolutionPriority",
    ];

    private static readonly string[] s_saidElsewhere = ["DefaultMember", "Serializable", "ParamArray", "Extension"];

    /// <param name="symbol">A type or member. The attributes of parameters and return values are included.</param>
    public static IEnumerable<string> Of(ISymbol symbol)
    {
        var own = symbol.GetAttributes().Where(Matters).Select(static attribute => $"[{Text(attribute)}]");
        if (symbol is not IMethodSymbol method)
        {
            return own.Order(StringComparer.Ordinal);
        }

        var ofParameters = method.Parameters.SelectMany(static parameter => parameter.GetAttributes().Where(Matters)
            .Select(attribute => $"[param {parameter.Name}: {Text(attribute)}]"));
        var ofResult = method.GetReturnTypeAttributes().Where(Matters).Select(static attribute => $"[return: {Text(attribute)}]");
        return own.Order(StringComparer.Ordinal).Concat(ofParameters).Concat(ofResult);
    }

    private static bool Matters(AttributeData attribute)
    {
        string space = attribute.AttributeClass?.ContainingNamespace.ToDisplayString() ?? "";
        string name = Name(attribute);
        return space switch
        {
            "System.Runtime.CompilerServices" => s_ofCompiler.Contains(name, StringComparer.Ordinal),
            "System.Diagnostics" => !name.StartsWith("Debugger", StringComparison.Ordinal),
            _ => !s_saidElsewhere.Contains(name, StringComparer.Ordinal),
        };
    }

    private static string Text(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments.Select(static value => value.ToCSharpString())
            .Concat(attribute.NamedArguments.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => $"{pair.Key} = {pair.Value.ToCSharpString()}"));
        string list = string.Join(", ", arguments);
        return list.Length == 0 ? Name(attribute) : $"{Name(attribute)}({list})";
    }

    private static string Name(AttributeData attribute) => attribute.AttributeClass!.Name.Replace(nameof(Attribute), "", StringComparison.Ordinal);
}
