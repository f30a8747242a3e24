namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>
/// The tests of a type are in the matching folder and start with its name. Tests of several types, or of a general rule, have their own name.
/// </summary>
public class MirrorTests
{
    private const double LeastShare = 0.8;

    private static readonly ILookup<string, RepositoryFile> s_code = Repository.Files.Where(static file => file.Extension is ".cs" or ".razor")
        .ToLookup(static file => file.Folder, StringComparer.Ordinal);

    [Theory]
    [InlineData("ConvLog.Tests", "ConvLog")]
    [InlineData("ConvLog.Sqlite.Tests", "ConvLog.Sqlite")]
    [InlineData("ConvLog.PostgreSql.Tests", "ConvLog.PostgreSql")]
    [InlineData("ConvLog.AspNetCore.Tests", "ConvLog.AspNetCore")]
    [InlineData("ConvLog.Extensions.Agents.Tests", "ConvLog.Extensions.Agents")]
    [InlineData("ConvLog.Extensions.AI.Tests", "ConvLog.Extensions.AI")]
    [InlineData("ConvLog.Extensions.Logging.Tests", "ConvLog.Extensions.Logging")]
    [InlineData("ConvLog.Extensions.Http.Tests", "ConvLog.Extensions.Http")]
    [InlineData("ConvLog.Mcp.Tests", "ConvLog.Mcp")]
    [InlineData("ConvLog.Testing.Tests", "ConvLog.Testing")]
    [InlineData("ConvLog.Analyzers.Tests", "ConvLog.Analyzers")]
    public void Most_test_classes_mirror_the_folder_and_name_of_their_type(string project, string package)
    {
        var tests = Repository.FilesUnder($"tests/{project}").Where(static file => file.Name.EndsWith("Tests.cs", StringComparison.Ordinal)).ToList();
        var others = tests.Where(file => !SourceFolders(file.Folder, project, package).Any(folder => IsNamedForType(file.Name, folder)))
            .Select(static file => file.Path).ToList();

        tests.Should().NotBeEmpty();
        (1 - ((double)others.Count / tests.Count)).Should()
            .BeGreaterThanOrEqualTo(LeastShare, "most of these should begin with the name of a type in their folder: {0}",
            string.Join(", ", others));
    }

    // The tests of ConvLog.Storage are in a folder of the core tests, with which they share fakes. Rules and their fixes are tested together.
    private static string[] SourceFolders(string folder, string project, string package)
    {
        string below = folder[$"tests/{project}".Length..];
        return package switch
        {
            "ConvLog" when (below + "/").StartsWith("/Storage/", StringComparison.Ordinal) => ["src/ConvLog.Storage" + below["/Storage".Length..]],
            "ConvLog.Analyzers" => [$"src/{package}{below}", $"src/{package}.CodeFixes{below}"],
            _ => [$"src/{package}{below}"],
        };
    }

    private static bool IsNamedForType(string test, string folder)
        => s_code[folder].Any(file => test.StartsWith(file.Name.Split('.')[0], StringComparison.Ordinal));
}
