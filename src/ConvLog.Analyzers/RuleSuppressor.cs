using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using ConvLog.Analyzers.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers;

/// <summary>Suppresses diagnostics of other analyzers that are wrong for calls of ConvLog.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RuleSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_message = new(
        "CLS0001", "CA1303", "The message of an entry is a constant text for engineers, and is not translated.");
    private static readonly SuppressionDescriptor s_template = new(
        "CLS0002", "CA2254", "The message of an entry is no template.");
    private static readonly SuppressionDescriptor s_catch = new(
        "CLS0003", "CA1031", "The failure is logged or ends the function: a function of an agent may catch all.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(s_message, s_template, s_catch);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (KnownTypes.In(context.Compilation) is not { } types)
        {
            return;
        }

        foreach (var reported in context.ReportedDiagnostics)
        {
            if (IsOurs(reported, context, types))
            {
                var suppression = SupportedSuppressions.First(one => string.Equals(one.SuppressedDiagnosticId, reported.Id, StringComparison.Ordinal));
                context.ReportSuppression(Suppression.Create(suppression, reported));
            }
        }
    }

    private static bool IsOurs(Diagnostic reported, SuppressionAnalysisContext context, KnownTypes types)
    {
        if (reported.Location.SourceTree is not { } tree)
        {
            return false;
        }

        var node = tree.GetRoot(context.CancellationToken).FindNode(reported.Location.SourceSpan, getInnermostNodeForTie: true);
        SyntaxNode? around = reported.Id is "CA1031"
            ? node.FirstAncestorOrSelf<CatchClauseSyntax>() : node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        return around is not null && context.GetSemanticModel(tree).GetOperation(around, context.CancellationToken) switch
        {
            ICatchClauseOperation clause => CatchCheck.LeavesTrace(clause, types),
            IInvocationOperation invocation => LogCall.Logs(invocation.TargetMethod, types),
            _ => false,
        };
    }
}
