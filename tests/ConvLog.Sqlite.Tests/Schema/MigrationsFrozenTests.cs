using System.Security.Cryptography;
using System.Text;
using ConvLog.Sqlite.Schema;

namespace ConvLog.Sqlite.Tests.Schema;

/// <summary>A script that was on main has made files, and is never edited again: the next change is a script of its own.</summary>
public sealed class MigrationsFrozenTests
{
    private static readonly SortedDictionary<string, string> s_landed = new(StringComparer.Ordinal)
    {
        ["Data.0001-conversations.sql"] = "9735EA18F74E6D8FD7ADDCBD6E798BCD069EA6B7DDBD39090DDD23F1CAB5D31D",
        ["Keys.0001-keys.sql"] = "ACA6C8280B4DE6F01EE5BC19F6147A1B373317C21E8322CE9AC71CA72214ABF9",
    };

    [Fact]
    public void Scripts_that_landed_are_as_they_were()
    {
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in typeof(FileKind).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            scripts[name] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(FileKind.Script(name).ReplaceLineEndings("\n"))));
        }

        scripts.Should().Equal(
            s_landed,
            "files were made with the scripts that landed. Undo the change, write the next numbered script (CONTRIBUTING.md, \"Changing a schema\"), and "
                + "record the hash of a new one here");
    }
}
