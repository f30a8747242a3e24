using System.Xml.Linq;
using ConvLog.Architecture.Tests.PublicSurface;
using Microsoft.CodeAnalysis;

namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>Every public type has documentation for editors.</summary>
public class DocumentationTests
{
    [Theory]
    [InlineData("ConvLog")]
    [InlineData("ConvLog.Extensions.Agents")]
    [InlineData("ConvLog.Extensions.AI")]
    [InlineData("ConvLog.Extensions.Logging")]
    [InlineData("ConvLog.Extensions.Http")]
    [InlineData("ConvLog.FSharp")]
    [InlineData("ConvLog.Mcp")]
    [InlineData("ConvLog.Testing")]
    [InlineData("ConvLog.Sqlite")]
    [InlineData("ConvLog.PostgreSql")]
    [InlineData("ConvLog.AspNetCore")]
    public void Every_public_type_has_a_summary(string package)
    {
        var documented = Summaries(package);

        SurfaceText.Types(BuiltPackage.ForNet10(package))
            .Where(type => !SurfaceType.IsHidden(type) && !documented.Contains(type.GetDocumentationCommentId()!))
            .Select(static type => type.ToDisplayString())
            .ShouldBeNone("Write a /// <summary> that says what it is.");
    }

    private static HashSet<string> Summaries(string package)
        => XDocument.Load(Path.ChangeExtension(References.PathInTestFolder(package), ".xml")).Descendants("member")
            .Where(static member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(static member => member.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
}
