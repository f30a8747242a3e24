using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0013: a sequence that is not evaluated, such as the result of LINQ.</summary>
internal static class SequenceCheck
{
    public static void Run(OperationAnalysisContext context, IOperation value)
    {
        // var all = slots.Where(…) is lazy; IEnumerable<int> all = [1, 2] is not.
        var known = value is ILocalReferenceOperation local && local.Initializer()?.WithoutConversions() is { Type: not null } initializer ? initializer
            : value;
        if (IsLazy(value.Type) && IsLazy(known.Type) && known.Syntax is not CollectionExpressionSyntax)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.LazySequence, value.Syntax.GetLocation(), value.Syntax.ToString()));
        }
    }

    private static bool IsLazy(ITypeSymbol? type)
        => type is
        {
            Name: "IEnumerable" or "IOrderedEnumerable" or "IQueryable" or "IOrderedQueryable" or "ParallelQuery" or "OrderedParallelQuery"
            or "IAsyncEnumerable"
        } && type.IsOfSystem();
}
