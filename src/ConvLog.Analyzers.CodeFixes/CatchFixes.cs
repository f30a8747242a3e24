using System.Collections.Immutable;
using System.Composition;
using ConvLog.Analyzers.Calls;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace ConvLog.Analyzers.CodeFixes;

/// <summary>CL0011: logs the failure with the conversation, function event or logger in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CatchFixes)), Shared]
internal sealed class CatchFixes : FixProvider
{
    /// <summary>The title of the fix.</summary>
    public const string Title = "Log the failure";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.SilentCatch.Id);

    /// <inheritdoc/>
    protected override async ValueTask<ImmutableArray<Fix>> FindAsync(
        Document document, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (node.FirstAncestorOrSelf<CatchClauseSyntax>() is not { } clause
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
            || KnownTypes.In(model.Compilation) is not { } types || LoggerAt(clause, model, types) is not { } logger)
        {
            return [];
        }

        string exception = clause.Declaration?.Identifier.ValueText is { Length: > 0 } named ? named : Unused(clause, model);
        var statement = SyntaxFactory.ParseStatement($"{logger}.Error({LogCallEdit.Literal(MessageOf(clause))}, {exception});");
        return [new Fix(Title, clause, Declaring(clause, exception).WithBlock(LogCallEdit.WithFirst(clause.Block, statement)))];
    }

    private static CatchClauseSyntax Declaring(CatchClauseSyntax clause, string exception)
    {
        if (clause.Declaration is { } declaration)
        {
            return declaration.Identifier.ValueText.Length > 0 ? clause
                : clause.WithDeclaration(declaration.WithType(declaration.Type.WithTrailingTrivia(SyntaxFactory.Space))
                    .WithIdentifier(SyntaxFactory.Identifier(exception).WithTrailingTrivia(declaration.Type.GetTrailingTrivia())));
        }

        var type = SyntaxFactory.ParseTypeName("global::System.Exception").WithAdditionalAnnotations(Simplifier.Annotation);
        var added = SyntaxFactory.CatchDeclaration(type.WithTrailingTrivia(SyntaxFactory.Space), SyntaxFactory.Identifier(exception));
        return clause.WithCatchKeyword(clause.CatchKeyword.WithTrailingTrivia(SyntaxFactory.Space))
            .WithDeclaration(added.WithTrailingTrivia(clause.CatchKeyword.TrailingTrivia));
    }

    // The nearest one has the most context: a local or parameter with a function event before a field with a conversation.
    private static string? LoggerAt(CatchClauseSyntax clause, SemanticModel model, KnownTypes types)
    {
        int at = clause.SpanStart;
        if (clause.Ancestors().Any(IsStatic))
        {
            return null;
        }

        return model.LookupSymbols(at).Select(symbol => (Rank: RankOf(symbol, at), Logger: LoggerOf(symbol, types)))
            .Where(static found => found.Rank > 0 && found.Logger is not null)
            .OrderBy(static found => found.Rank).ThenBy(static found => found.Logger, StringComparer.Ordinal)
            .Select(static found => found.Logger).FirstOrDefault();
    }

    // A static function cannot use locals of its surrounding code.
    private static bool IsStatic(SyntaxNode function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static int RankOf(ISymbol symbol, int at) => symbol switch
    {
        IParameterSymbol { RefKind: RefKind.None } => 2,
        ILocalSymbol when symbol.Locations.FirstOrDefault() is { } place && place.SourceSpan.End < at => 1,
        IFieldSymbol or IPropertySymbol { IsIndexer: false } => 3,
        _ => 0,
    };

    private static string? LoggerOf(ISymbol symbol, KnownTypes types)
    {
        var type = symbol switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return types.Is(type, types.Logger) ? symbol.Name
            : types.Is(type, types.Conversation) || types.Is(type, types.FunctionEvent) ? symbol.Name + ".Log" : null;
    }

    private static string Unused(CatchClauseSyntax clause, SemanticModel model)
    {
        string name = "e";
        for (int number = 2; model.LookupSymbols(clause.Block.SpanStart, name: name).Length > 0; number++)
        {
            name = $"e{number}";
        }

        return name;
    }

    // "read_menu failed", using the name of the enclosing function.
    private static string MessageOf(CatchClauseSyntax clause)
    {
        var begun = clause.Ancestors().SelectMany(static around => around switch
        {
            InvocationExpressionSyntax call => [call],
            BlockSyntax block => block.Statements.OfType<LocalDeclarationStatementSyntax>().SelectMany(static local => local.DescendantNodes())
                .OfType<InvocationExpressionSyntax>(),
            _ => Enumerable.Empty<InvocationExpressionSyntax>(),
        });
        string? function = begun.Where(static call => LogCallEdit.NameOf(call) is "BeginFunction" or "RunFunction" or "RunFunctionAsync")
            .Select(static call => (call.ArgumentList.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax)?.Token.Value as string)
            .FirstOrDefault(static name => name is not null);
        return function is null ? "Failed" : $"{function} failed";
    }
}
