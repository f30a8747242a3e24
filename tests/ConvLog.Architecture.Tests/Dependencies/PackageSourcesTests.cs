namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>
/// The order of folders in the sources, which also covers uses that a compiled package does not show, such as constants, attributes and names in <c>nameof</c>.
/// </summary>
[Trait(CiRun.Trait, CiRun.Only)]
public class PackageSourcesTests
{
    public static TheoryData<string> Packages() => [.. FolderOrder.Of.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_package_sources_compile_in_the_test_as_in_their_project(string package)
        => PackageSources.Of(package).Errors().ShouldBeNone("The uses below are found in a compilation of the package, which has to work.");

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_source_folder_names_only_folders_earlier_in_the_order(string package)
        => FolderOrder.Of[package].Broken(package, PackageSources.Of(package).Uses).ShouldBeNone(FolderOrder.Of[package].Rule);

    [Fact]
    public void Every_exception_to_the_folder_order_is_still_needed()
        => FolderException.All.Where(static exception => !PackageSources.Of(exception.Package).Uses.Any(use => exception.Covers(exception.Package, use)))
            .Select(static exception => $"{exception.Package}: {exception.File} → {exception.Type}: {exception.Reason}")
            .ShouldBeNone("These exceptions cover nothing any more: take them out.");
}
