using System.Security.Cryptography;
using System.Text;
using ConvLog.PostgreSql.Schema;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>A script that was on main has made schemas, and is never edited again: the next change is a script of its own.</summary>
public class MigrationsFrozenTests
{
    private static readonly SortedDictionary<string, string> s_landed = new(StringComparer.Ordinal)
    {
        ["Data.0001-conversations.sql"] = "B623638F8CD42BE3D88EEC98A5E08B50893AD6B6485534050729C3FC84EFDF0E",
        ["Data.partition.sql"] = "13F108C4B9B982975D275A3F1843C0A5DCF7EEFB22F711DF83775D836A4098E2",
        ["Keys.0001-keys.sql"] = "84E1920BF1E5D9F0AE53A3B6F57A641431C6F9DC695430E6CF8A748FA79B45C3",
    };

    [Fact]
    public void Scripts_that_landed_are_as_they_were()
    {
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in typeof(Migrations).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".sql", StringComparison.Ordinal)))
        {
            scripts[name] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Migrations.Text(name).ReplaceLineEndings("\n"))));
        }

        scripts.Should().Equal(
            s_landed,
            "schemas were made with the scripts that landed. Undo the change, write the next numbered script (CONTRIBUTING.md, \"Changing a schema\"), and "
                + "record the hash of a new one here");
    }
}
