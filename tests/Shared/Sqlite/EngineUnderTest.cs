using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Tests.Shared;

/// <summary>
/// Runs the program on another SQLite library than the bundled one, where <c>CONVLOG_SQLITE_ENGINE</c> names its file: <c>.ci/build-sqlite</c> makes some.
/// </summary>
internal static class EngineUnderTest
{
    [ModuleInitializer]
    internal static void Choose()
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SQLITE_ENGINE") is not { Length: > 0 } path)
        {
            return;
        }

        nint library = NativeLibrary.Load(path);
        foreach (var caller in (Assembly[])[typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Assembly.GetExecutingAssembly()])
        {
            try
            {
                NativeLibrary.SetDllImportResolver(caller, (name, _, _) => name is "e_sqlite3" ? library : 0);
            }
            catch (InvalidOperationException)
            {
                // Another assembly of the process has this type too, and chose before: the same library.
            }
        }
    }
}
