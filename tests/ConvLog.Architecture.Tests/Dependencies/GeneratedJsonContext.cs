using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The members that the JSON source generator adds to a serialization context, without their bodies.</summary>
internal static class GeneratedJsonContext
{
    /// <summary>The sources for the contexts of a file.</summary>
    public static IEnumerable<string> In(SyntaxTree file)
        => file.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(static type => type.BaseList?.Types.Any(static one => one.Type.ToString() is "JsonSerializerContext") == true)
            .Select(Source);

    private static string Source(ClassDeclarationSyntax type)
    {
        string scope = type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Single().Name.ToString();
        var properties = type.AttributeLists.SelectMany(static list => list.Attributes)
            .Where(static attribute => attribute.Name.ToString() is "JsonSerializable")
            .Select(static attribute => ((TypeOfExpressionSyntax)attribute.ArgumentList!.Arguments[0].Expression).Type.ToString())
            .Select(static name => $"public JsonTypeInfo<{name}> {name} => null!;");
        return $$"""
            using System;
            using System.Text.Json;
            using System.Text.Json.Serialization.Metadata;
            namespace {{scope}};
            partial class {{type.Identifier}}
            {
                public {{type.Identifier}}() : base(null) { }
                public {{type.Identifier}}(JsonSerializerOptions options) : base(options) { }
                public static {{type.Identifier}} Default => null!;
                {{string.Concat(properties)}}
                protected override JsonSerializerOptions GeneratedSerializerOptions => null!;
                public override JsonTypeInfo GetTypeInfo(Type type) => null!;
            }
            """;
    }
}
