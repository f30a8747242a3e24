using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The lock of personal data.</summary>
public partial class PersonalDataLock
{
    private bool IsOpen { get; init; }

    private string What { get; init; } = "";

    internal static RenderFragment Of(bool isOpen, string what)
        => new PersonalDataLock { IsOpen = isOpen, What = what }.BuildRenderTree;
}
