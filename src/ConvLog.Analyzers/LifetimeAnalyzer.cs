using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using ConvLog.Analyzers.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers;

/// <summary>
/// Checks that function events and turns end with an outcome, that none is held over a yield, that failures in them leave a trace, and that the result of a
/// flush is used.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LifetimeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.Lifetime, Rules.SilentCatch, Rules.FlushResultIgnored, Rules.EventInIterator);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.In(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(operation => ScopeCheck.Run(operation, types), OperationKind.Invocation);
                start.RegisterOperationAction(operation => IteratorCheck.Run(operation, types), OperationKind.Invocation);
                start.RegisterOperationAction(operation => CatchCheck.Run(operation, types), OperationKind.CatchClause);
                start.RegisterOperationAction(operation => FlushCheck.Run(operation, types), OperationKind.ExpressionStatement);
            }
        });
    }
}
