using ConvLog.AspNetCore.Pages.Insight;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A change in words.</summary>
public partial class ChangedWords
{
    private Change Change { get; init; }

    internal static RenderFragment Of(Change change)
        => new ChangedWords { Change = change }.BuildRenderTree;
}
