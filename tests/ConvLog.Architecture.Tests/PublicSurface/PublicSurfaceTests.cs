namespace ConvLog.Architecture.Tests.PublicSurface;

/// <summary>The public API of each package is a reviewed text file, so that a change appears in the diff.</summary>
public class PublicSurfaceTests
{
    private const string AcceptVariable = "CONVLOG_ACCEPT_SURFACE";

    private static readonly bool s_accept = Environment.GetEnvironmentVariable(AcceptVariable) is "1";

    [Theory]
    [InlineData("ConvLog")]
    [InlineData("ConvLog.Storage")]
    [InlineData("ConvLog.Extensions.Agents")]
    [InlineData("ConvLog.Extensions.AI")]
    [InlineData("ConvLog.Extensions.Logging")]
    [InlineData("ConvLog.Extensions.Http")]
    [InlineData("ConvLog.FSharp")]
    [InlineData("ConvLog.Testing")]
    [InlineData("ConvLog.Sqlite")]
    [InlineData("ConvLog.PostgreSql")]
    [InlineData("ConvLog.AspNetCore")]
    [InlineData("ConvLog.Mcp")]
    public void The_public_API_of_a_package_matches_the_reviewed_file(string package)
    {
        string path = $"tests/ConvLog.Architecture.Tests/PublicSurface/{package}.txt";
        string file = Repository.FullPath(path);
        var built = SurfaceText.Of(BuiltPackage.ForNet10(package));
        if (s_accept)
        {
            File.WriteAllText(file, string.Join('\n', built) + "\n");
        }

        var difference = TextDifference.Of(File.Exists(file) ? File.ReadAllLines(file) : [], built);

        if (difference.Count > 0)
        {
            Assert.Fail($"""
                The public surface of {package} is not the one in {path} (- reviewed, + built):

                {string.Join('\n', difference)}

                If this is meant, write the new surface with
                    {AcceptVariable}=1 dotnet test tests/ConvLog.Architecture.Tests
                and let the change of {path} be reviewed with the rest.
                """);
        }
    }

    // The package contains the release build; a debug build is larger.
#if DEBUG
    private const int MostKilobytes = 530;
#else
    private const int MostKilobytes = 505;
#endif

    [Fact]
    public void The_core_package_stays_within_its_size_limit()
    {
        SurfaceText.Of(BuiltPackage.ForNet10("ConvLog")).Count(static line => line.StartsWith("public ", StringComparison.Ordinal)).Should().BeInRange(30, 92);
        new FileInfo(References.PathInTestFolder("ConvLog")).Length.Should().BeInRange(100 << 10, MostKilobytes << 10, "who logs gets no store with it");
    }

    [Theory]
    [InlineData("ConvLog")]
    [InlineData("ConvLog.Storage")]
    [InlineData("ConvLog.Extensions.Agents")]
    [InlineData("ConvLog.Extensions.AI")]
    [InlineData("ConvLog.Extensions.Logging")]
    [InlineData("ConvLog.Extensions.Http")]
    [InlineData("ConvLog.FSharp")]
    [InlineData("ConvLog.Testing")]
    [InlineData("ConvLog.Sqlite")]
    [InlineData("ConvLog.PostgreSql")]
    public void The_public_API_is_the_same_on_net8_and_net10(string package)
    {
        var difference = TextDifference.Of(SurfaceText.Of(BuiltPackage.ForNet8(package)), SurfaceText.Of(BuiltPackage.ForNet10(package)));

        if (difference.Count > 0)
        {
            Assert.Fail($"The public surface of {package} differs between its targets (- net8.0 only, + net10.0 only):\n\n{string.Join('\n', difference)}");
        }
    }
}
