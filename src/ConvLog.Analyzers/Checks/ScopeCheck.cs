using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0010: a function event, turn or model call that is not ended, ends without an outcome, or is used after its end.</summary>
internal static class ScopeCheck
{
    public static void Run(OperationAnalysisContext context, KnownTypes types)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (!types.IsScope(invocation.Type) || !types.BeginsScope(invocation.TargetMethod))
        {
            return;
        }

        string name = types.Is(invocation.Type, types.FunctionEvent) ? "function event" : types.Is(invocation.Type, types.Turn) ? "turn" : "model call";
        switch (FindConsumer(invocation))
        {
            case IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }:
                Report(context, invocation, $"The {name} is never ended: declare it with using, and end it with Complete or Fail");
                break;
            case IUsingOperation:
                Report(context, invocation, NoOutcome(name));
                break;
            case IVariableDeclaratorOperation declarator:
                RunLocal(context, invocation, declarator, name);
                break;
        }
    }

    private static void RunLocal(OperationAnalysisContext context, IInvocationOperation invocation, IVariableDeclaratorOperation declarator, string name)
    {
        var uses = new ScopeUses(declarator.Symbol, invocation.Root());
        bool isUsing = declarator.Ancestors().Any(static ancestor => ancestor is IUsingDeclarationOperation)
            || declarator.Ancestors().OfType<IUsingOperation>().Any(block => block.Resources.DescendantsAndSelf().Contains(declarator));
        if (uses.Escapes)
        {
            return; // It may be ended elsewhere.
        }

        if (!isUsing && !uses.IsDisposed)
        {
            Report(context, invocation, $"The {name} is never ended where something throws: declare it with using");
        }
        else if (!uses.HasOutcome)
        {
            Report(context, invocation, NoOutcome(name));
        }

        if (uses.FirstAfterEnd is { } late)
        {
            Report(context, late, $"The {name} has already ended: entries logged here belong to no {name}, and an outcome has no effect");
        }
    }

    private static string NoOutcome(string name) => name is "turn"
        ? "The turn ends without an answer: call Complete, Fail or Interrupt before its end"
        : $"The {name} ends without an outcome, and is shown as completed without a result: call Complete or Fail before its end";

    // The operation that receives it: a local, a using, or an expression statement.
    private static IOperation? FindConsumer(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IVariableInitializerOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    private static void Report(OperationAnalysisContext context, IOperation at, string message)
        => context.ReportDiagnostic(Diagnostic.Create(Rules.Lifetime, at.Syntax.GetLocation(), message));
}
