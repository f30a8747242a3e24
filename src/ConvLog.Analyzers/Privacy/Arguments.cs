using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Privacy;

/// <summary>The findings about the arguments of a helper.</summary>
internal sealed class Arguments
{
    public static readonly Arguments None = new();

    private readonly Dictionary<ISymbol, Finding> _findings = new(SymbolEqualityComparer.Default);

    public void Add(IParameterSymbol parameter, Finding finding) => _findings[parameter] = finding;

    public Finding? Find(IParameterSymbol parameter) => _findings.TryGetValue(parameter, out var finding) && !finding.IsUnknown ? finding : null;
}
