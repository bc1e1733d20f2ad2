namespace InitAnalyzer;
public static class Prof { public static System.Collections.Concurrent.ConcurrentDictionary<string,(long t,int n)> D = new();
 public static T Time<T>(string k, Func<T> f){ var s=System.Diagnostics.Stopwatch.StartNew(); try { return f(); } finally { var e=s.ElapsedTicks; D.AddOrUpdate(k,(e,1),(_,o)=>(o.t+e,o.n+1)); } }
 public static string Dump(){ var r=string.Join("\n", D.OrderByDescending(x=>x.Value.t).Take(30).Select(x=>$"   {x.Key}: {x.Value.t*1000.0/System.Diagnostics.Stopwatch.Frequency:F0} ms / {x.Value.n}")); D.Clear(); return r; } }
