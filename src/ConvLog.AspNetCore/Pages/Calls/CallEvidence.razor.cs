using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The numbers of a change of calls, in sentences.</summary>
public partial class CallEvidence
{
    private CallChangeText Text { get; init; } = null!;

    internal static RenderFragment Of(CallChangeText text) => new CallEvidence { Text = text }.BuildRenderTree;

    private RenderFragment Others => Text.Other is { } other ? Logged.Line(other, 60) : static builder => builder.AddContent(0, "the others");

    private string OfAll => $"{ShownNumber.Count(Text.Affected.OfValue)} of the {ShownNumber.Count(Text.Affected.All)} {Text.AffectedWords}";

    private string Are => Text.Shift.SlowFrom is { } from ? $"took at least {ShownDuration.Exact(from)}" : "are problems";
}
