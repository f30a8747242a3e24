namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>The folders of the core depend in one direction, so that it can be read from the call to the store without going back.</summary>
public class FolderDependencyTests
{
    private static readonly FolderException[] s_exceptions =
    [
        new("Entries/LogEntry.cs", "FunctionEvent", "an entry names the event it was logged in"),
        new("Entries/LogEntry.cs", "Turn", "an entry names the turn it was logged in"),
        new("Entries/ApiResponseEntry.cs", "FunctionEvent", "a response names the event it was logged in"),
        new("Entries/ApiResponseEntry.cs", "Turn", "a response names the turn it was logged in"),
    ];

    [Fact]
    public void The_sources_of_the_core_compile_here_as_they_do_in_their_project() => CoreSources.Errors().ShouldBeNone("The uses below are found in a compilation of the core, which has to work.");

    [Fact]
    public void A_folder_of_the_core_uses_only_those_before_it()
        => CoreSources.Uses
            .Where(static use => !FolderOrder.Allows(use.Folder, use.UsedFolder) && !Array.Exists(s_exceptions, exception => Covers(exception, use)))
            .Select(static use => $"{use.File} → {use.Symbol} → {use.UsedFolder}")
            .ShouldBeNone($"The order of folders is {FolderOrder.Text}. Move the type, or let the later folder call the earlier one.");

    [Fact]
    public void Every_exception_from_the_order_is_still_needed()
        => s_exceptions.Where(static exception => !CoreSources.Uses.Any(use => Covers(exception, use)))
            .Select(static exception => $"{exception.File} → {exception.Type}: {exception.Reason}")
            .ShouldBeNone("These exceptions cover nothing any more: take them out.");

    [Fact]
    public void Every_folder_of_the_core_has_a_place_in_the_order()
        => CoreSources.Uses.SelectMany(static use => new[] { use.Folder, use.UsedFolder }).Distinct(StringComparer.Ordinal).Where(static folder => !FolderOrder.Knows(folder))
            .ShouldBeNone($"A new folder gets its place in {nameof(FolderOrder)} and in docs/architecture.md.");

    [Fact]
    public void The_order_is_the_one_in_the_architecture_page()
        => File.ReadAllText(Repository.FullPath("docs/architecture.md")).Should().Contain($"`{FolderOrder.Text}`");

    private static bool Covers(FolderException exception, SourceUse use)
        => string.Equals(exception.File, use.File, StringComparison.Ordinal) && string.Equals(exception.Type, use.Type, StringComparison.Ordinal);
}
