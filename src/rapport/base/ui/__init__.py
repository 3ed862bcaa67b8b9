"""Components for every page: template tags, icons, moments in words, and charts as accessible SVG."""
