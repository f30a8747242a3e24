using System.ComponentModel;
using System.Reflection;
using IComponent = Microsoft.AspNetCore.Components.IComponent;

namespace ConvLog.AspNetCore.Tests.Pages;

public sealed class PartVisibilityTests
{
    [Fact]
    public void Types_that_Razor_makes_public_are_hidden_and_no_others_are()
    {
        var exported = typeof(ConvLogConsoleOptions).Assembly.GetExportedTypes();

        exported.Where(IsOfRazor).Should().OnlyContain(static type => IsHidden(type)).And.NotBeEmpty();
        exported.Where(static type => !IsOfRazor(type)).Should().OnlyContain(static type => !IsHidden(type));
    }

    private static bool IsOfRazor(Type type) => typeof(IComponent).IsAssignableFrom(type) || string.Equals(type.Name, "_Imports", StringComparison.Ordinal);

    private static bool IsHidden(Type type) => type.GetCustomAttribute<EditorBrowsableAttribute>() is { State: EditorBrowsableState.Never };
}
