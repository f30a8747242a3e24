namespace ConvLog.Architecture.Tests.HouseRules;

/// <summary>The files that visitors, contributors and CI expect in the root folder.</summary>
public class TopLevelTests
{
    private static readonly string[] s_needed =
    [
        ".ci/run", ".editorconfig", ".gitattributes", ".github/workflows/ci.yml", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "ConvLog.sln",
        "Directory.Build.props", "Directory.Packages.props", "LICENSE", "README.md", "docs/architecture.md", "global.json",
    ];

    [Fact]
    public void The_required_repository_files_exist()
        => s_needed.Where(static path => !File.Exists(Repository.FullPath(path))).ShouldBeNone("These files are missing.");

    [Fact]
    public void CI_scripts_are_executable()
        => Repository.FilesUnder(".ci").Where(static file => file.Extension is not ".cs" && !IsExecutable(file.FullPath)).Select(static file => file.Path)
            .ShouldBeNone("chmod +x, and git add --chmod=+x.");

    [Fact]
    public void Every_project_is_in_the_solution_so_that_CI_builds_and_tests_it()
    {
        string solution = File.ReadAllText(Repository.FullPath("ConvLog.sln")).Replace('\\', '/');

        Repository.FilesUnder("src", "samples", "tests")
            .Where(file => file.IsProject && !solution.Contains($"\"{file.Path}\"", StringComparison.Ordinal))
            .Select(static file => file.Path)
            .ShouldBeNone("dotnet sln ConvLog.sln add …");
    }

    // Windows has no executable mode; git stores it there.
    private static bool IsExecutable(string file) => OperatingSystem.IsWindows() || File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute);
}
