using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Calls;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using ConvLog.Analyzers.Privacy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0008: logs the members that contain no text, each as a field, or makes the field personal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DumpFixes)), Shared]
internal sealed class DumpFixes : FixProvider
{
    /// <summary>The title of the fix that logs the members of the object.</summary>
    public const string MembersTitle = "Log its members that hold no text";

    private const int MaxMembers = 6;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.Dump.Id);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (node is not ExpressionSyntax value || LogCallEdit.Around(node) is not { } call || LogCallEdit.ArgumentAround(call, node) is not { } argument
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        var fixes = ImmutableArray.CreateBuilder<Fix>();
        var names = new PrivacySettings(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(node.SyntaxTree)).Names;
        if (PrefixOf(value, argument) is { } prefix && value is IdentifierNameSyntax or MemberAccessExpressionSyntax)
        {
            var type = model.GetTypeInfo(value, cancellationToken);
            string access = type.Nullability.FlowState == NullableFlowState.MaybeNull ? "?." : ".";
            var fields = Members(type.Type, names).Select(member => SyntaxFactory.Argument(SyntaxFactory.ParseExpression(
                $"({LogCallEdit.Literal(prefix + string.Join("_", IdentifierWords.Of(member)))}, {value.WithoutTrivia()}{access}{member})"))).ToList();
            if (fields.Count > 0)
            {
                fixes.Add(new Fix(MembersTitle, call, LogCallEdit.Replaced(call, argument, fields)));
            }
        }

        if (PersonalDataFixes.FieldAround(node, call) is { } field && PersonalDataFixes.Pii(field) is { } personal)
        {
            fixes.Add(new Fix(PersonalDataFixes.FieldTitle, field, personal));
        }

        return fixes.ToImmutable();
    }

    // ("order", order) becomes ("order_id", order.Id); the members of an object that is passed for all fields keep their names.
    private static string? PrefixOf(ExpressionSyntax value, ArgumentSyntax argument)
    {
        if (argument.Expression == value)
        {
            return "";
        }

        return argument.Expression is TupleExpressionSyntax { Arguments.Count: 2 } tuple && tuple.Arguments[1].Expression == value
            && tuple.Arguments[0].Expression is LiteralExpressionSyntax { Token.Value: string key } ? key + "_" : null;
    }

    // Numbers, times, ids and enums: text is likely to be written by people.
    private static IEnumerable<string> Members(ITypeSymbol? type, PersonalNames names)
        => type.ReadableMembers()
            .Where(member => IsSimple((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type) && !names.Matches(member.Name, type!.Name))
            .OrderBy(static member => member.Name is "Id" ? 0 : 1)
            .Take(MaxMembers)
            .Select(static member => member.Name);

    private static bool IsSimple(ITypeSymbol? type)
    {
        var plain = type.WithoutNullable();
        return plain is { TypeKind: TypeKind.Enum }
            || plain?.SpecialType is SpecialType.System_Boolean or SpecialType.System_DateTime
                or (>= SpecialType.System_SByte and <= SpecialType.System_Double)
            || plain is { Name: "Guid" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan", ContainingNamespace.Name: "System" };
    }
}
