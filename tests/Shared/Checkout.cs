namespace ConvLog.Tests.Shared;

/// <summary>The checkout that contains the tests, found by searching upwards from their location.</summary>
internal static class Checkout
{
    /// <summary>The root folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of a file or folder in it.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ConvLog.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} holds ConvLog.sln: run these tests from a build inside the checkout.");
    }
}
