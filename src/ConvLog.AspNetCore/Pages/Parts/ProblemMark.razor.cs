using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The number of a conversation's problems; nothing if it has none. The element around it has the kinds as its title.</summary>
public partial class ProblemMark
{
    private ProblemCounts Problems { get; init; } = null!;

    internal static RenderFragment Of(ProblemCounts problems)
        => new ProblemMark { Problems = problems }.BuildRenderTree;
}
