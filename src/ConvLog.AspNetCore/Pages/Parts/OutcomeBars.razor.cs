using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The function events of a conversation as bars.</summary>
public partial class OutcomeBars
{
    private const int MaxBars = 8;

    /// <summary>The outcomes, in the order of the calls; null for a running call.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<FunctionOutcome?> Outcomes { get; set; } = [];

    // If not all fit, failed calls are shown before successful ones.
    private IEnumerable<FunctionOutcome?> Shown => Outcomes.Count <= MaxBars
        ? Outcomes
        : Outcomes.Select(static (outcome, index) => (outcome, index))
            .OrderBy(static item => item.outcome is FunctionOutcome.Completed)
            .Take(MaxBars)
            .OrderBy(static item => item.index)
            .Select(static item => item.outcome);

    private string Label
        => string.Join(
            ", ",
            Outcomes.GroupBy(static outcome => outcome).OrderBy(static group => group.Key).Select(
                static group => $"{ShownNumber.Count(group.Count())} {Marks.NameOf(group.Key)}"));
}
