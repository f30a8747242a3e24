using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Tests.Shared;

/// <summary>A run on an engine that was not taken would show nothing, and say that all is well.</summary>
public sealed unsafe class EngineChoiceTests
{
    [Fact]
    public void Tests_run_on_the_engine_that_was_asked_for_or_on_the_bundled_one()
    {
        Batteries_V2.Init();
        nint asked = Environment.GetEnvironmentVariable("CONVLOG_SQLITE_ENGINE") is { Length: > 0 } path
            ? NativeLibrary.Load(path)
            : NativeLibrary.Load("e_sqlite3", typeof(SQLite3Provider_e_sqlite3).Assembly, searchPath: null);

        var version = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(asked, "sqlite3_libversion");
        fixed (byte* used = raw.sqlite3_libversion())
        {
            ((nint)used).Should().Be((nint)version(), "a library's version is at one place in memory only");
        }
    }
}
