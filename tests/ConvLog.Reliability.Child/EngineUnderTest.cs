using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Reliability.Child;

/// <summary>Runs the program with a different SQLite library if <c>CONVLOG_SQLITE_ENGINE</c> names its file.</summary>
internal static class EngineUnderTest
{
    [ModuleInitializer]
    internal static void Choose()
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_SQLITE_ENGINE") is { Length: > 0 } path)
        {
            nint library = NativeLibrary.Load(path);
            NativeLibrary.SetDllImportResolver(
                typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name is "e_sqlite3" ? library : 0);
        }
    }
}
